import { browserTelemetry } from '@/lib/telemetry/browser-telemetry';

// Before the page becomes interactive, so that tracing is ready for the first click.
void browserTelemetry();
