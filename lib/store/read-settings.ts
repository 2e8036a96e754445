export const DEFAULT_MAX_SECONDS = 30;

/**
 * What every SELECT runs under. `readonly = 1` also refuses `file()` and `url()`, which read the disk and the network.
 */
export const READ_SETTINGS = (maxSeconds: number): string =>
  `readonly = 1, max_execution_time = ${Math.ceil(maxSeconds)}, max_memory_usage = 4000000000`;

/** An answer in JSON is held as bytes, as one text (512 MiB at most, in JavaScript) and as objects. */
export const MAX_JSON_BYTES = 256 * 1024 * 1024;

/** A 64-bit integer does not fit a JavaScript number. */
export const JSON_SETTINGS = `output_format_json_quote_64bit_integers = 1, max_result_bytes = ${MAX_JSON_BYTES}, result_overflow_mode = 'throw'`;

/** Uncompressed, because the browser's decoder has no LZ4; dictionaries and text as such. */
export const ARROW_SETTINGS =
  "output_format_arrow_compression_method = 'none', output_format_arrow_low_cardinality_as_dictionary = 1, " +
  'output_format_arrow_string_as_string = 1';
