/** What can happen to a plan template, and what each event means. */
export const planTemplateEvents = {
  PlanTemplateDefined: 'A template for deployment plans was defined.',
  PlanTemplateRevised: 'What a plan template says changed; plans that were drafted from it stay as they are.',
  PlanTemplateRetired: 'No more plans are drafted from a template.',
  PlanTemplateReinstated: 'Plans are drafted again from a template that was retired.',
} as const;

/** Name of an event of plan templates. */
export type PlanTemplateEventType = keyof typeof planTemplateEvents;
