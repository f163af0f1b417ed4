import type { WizardProps } from '@cloudscape-design/components/wizard';

export const wizardWords: WizardProps.I18nStrings = {
  stepNumberLabel: (step) => `Step ${step}`,
  collapsedStepsLabel: (step, steps) => `Step ${step} of ${steps}`,
  navigationAriaLabel: 'Steps',
  cancelButton: 'Leave',
  previousButton: 'Previous',
  nextButton: 'Next',
  optional: 'optional',
};
