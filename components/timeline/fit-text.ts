export { cachedMeasure, fitText, type Measure } from '@/components/canvas/fit-text';
