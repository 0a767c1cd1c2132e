import {
  Fragment, computed, defineComponent, h, nextTick, onBeforeUnmount, onMounted, onUnmounted, reactive, ref, shallowRef, toRef, useTemplateRef, watch, watchEffect,
} from 'vue';
import { addDays, civilDate, daysBetween, startOfDay } from '@/domain/civil';
import { cellAt, category, dimension, dimensionByRole, measureAt, sliceCube } from '@/domain/cube/cube';
import { aggregate, ratioOf } from '@/domain/cube/aggregate';
import { measured, missing, valueOf } from '@/domain/measure';
import { lastDay, lastPeriods, periodOf, shiftPeriod } from '@/domain/period/period';
import { parsePeriod, periodText } from '@/domain/period/text';
import { contract } from '../contract';
import AttentionMark from '../figures/AttentionMark.vue';
import BulletBar from '../figures/BulletBar.vue';
import FigureDelta from '../figures/FigureDelta.vue';
import FigureValue from '../figures/FigureValue.vue';
import SparkLine from '../figures/SparkLine.vue';
import { readIndicator } from '../indicator-reading';
import { indicatorPeriod, indicatorSlot, indicatorSlots, indicatorUnit } from '../indicator-slots';
import { useFit } from '../use-fit';
import { useWidget } from '../use-widget';
import { defineWidget } from '../widget';

/** What a schema of options must answer to; {@link optionsSchema} makes one of a plain function. */
export type OptionsCheck<O> = (raw: Readonly<Record<string, unknown>>) => O;

/** A schema from a function that returns sound options or throws a sentence that says what is wrong. */
export function optionsSchema<O>(check: OptionsCheck<O>) {
  return {
    safeParse(raw: unknown) {
      try {
        return { success: true as const, data: check(typeof raw === 'object' && raw !== null && !Array.isArray(raw) ? { ...raw } : {}) };
      } catch (fault) {
        return { success: false as const, error: { issues: [{ path: [], message: fault instanceof Error ? fault.message : String(fault) }] } };
      }
    },
  };
}

/**
 * Everything a third-party module is handed, and all it needs: the portal's own copy of Vue, and of the widget contract. What stands here
 * is public; taking anything away is a new major of {@link contract}.
 */
export const MODULE_KIT = {
  contract,
  vue: { Fragment, computed, defineComponent, h, nextTick, onBeforeUnmount, onMounted, onUnmounted, reactive, ref, shallowRef, toRef, useTemplateRef, watch, watchEffect },
  kit: {
    defineWidget, optionsSchema, useWidget, useFit,
    AttentionMark, BulletBar, FigureDelta, FigureValue, SparkLine,
    indicatorPeriod, indicatorSlot, indicatorSlots, indicatorUnit, readIndicator,
  },
  domain: {
    addDays, civilDate, daysBetween, startOfDay, cellAt, category, dimension, dimensionByRole, measureAt, sliceCube, aggregate, ratioOf,
    measured, missing, valueOf, lastDay, lastPeriods, periodOf, shiftPeriod, parsePeriod, periodText,
  },
} as const;
export type ModuleKit = typeof MODULE_KIT;
