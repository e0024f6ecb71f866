import { kindOf, type Question } from "../instruments/kinds.ts";
import { type Questions } from "../instruments/instrument.ts";
import { CompiledField } from "./compiled_field.ts";
import { type ComputedOutcome } from "./outcome.ts";
import { type Questionnaire } from "./questionnaire.ts";
