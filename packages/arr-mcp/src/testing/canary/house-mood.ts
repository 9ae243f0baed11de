import type { Mood } from './leaky-service.ts';
import type { SecretForm } from './secret-forms.ts';

/** How all services of a house are: in what form they tell secrets, and whether they fail. */
export type HouseMood = Mood & { form: SecretForm };
