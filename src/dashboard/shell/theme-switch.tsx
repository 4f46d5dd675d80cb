import { useEffect, useState } from 'react';

const THEMES = ['system', 'light', 'dark'] as const;
const SIGN = { system: '◐', light: '○', dark: '●' } as const;
const KEY = 'uplift:theme';

/** Light, dark, or as the system has it. */
export function ThemeSwitch() {
  const [theme, setTheme] = useState(() => THEMES.find((each) => each === localStorage.getItem(KEY)) ?? 'system');
  useEffect(() => {
    localStorage.setItem(KEY, theme);
    document.documentElement.dataset['theme'] = theme;
  }, [theme]);
  const next = THEMES[(THEMES.indexOf(theme) + 1) % THEMES.length] ?? 'system';
  return (
    <button
      type="button"
      className="quiet"
      aria-label={`Theme: ${theme}. Change to ${next}`}
      title={`Theme: ${theme}`}
      onClick={() => setTheme(next)}
    >
      {SIGN[theme]}
    </button>
  );
}
