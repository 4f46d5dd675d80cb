/** What can happen to a plan template, and what each event means. */
export const planTemplateEvents = {
  PlanTemplateDefined: 'A template for deployment plans was defined.',
  PlanTemplateRevised: 'A plan template was changed; plans that were drafted from it stay as they are.',
  PlanTemplateRetired: 'A plan template was retired.',
  PlanTemplateReinstated: 'A retired plan template was reinstated.',
} as const;

/** Name of an event of plan templates. */
export type PlanTemplateEventType = keyof typeof planTemplateEvents;
