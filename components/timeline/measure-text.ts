export { measureText } from '@/components/canvas/measure-text';
