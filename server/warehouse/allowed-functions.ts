/**
 * What a statement to the embedded warehouse may call. A list of what is allowed, since the store's own engine has functions that run
 * text as a statement, change roles, read files and settings; none of those is here. Words that stand before a bracket are in it too.
 */
export const ALLOWED_CALLS: ReadonlySet<string> = new Set([
  // words of the language
  'in', 'any', 'all', 'some', 'exists', 'from', 'join', 'on', 'and', 'or', 'not', 'when', 'then', 'else', 'over', 'filter', 'as', 'values', 'select', 'using', 'where', 'by', 'having', 'union', 'except',
  'intersect', 'distinct', 'group', 'rollup', 'cube', 'sets', 'between', 'like', 'ilike', 'is', 'limit', 'offset', 'case', 'array', 'row', 'lateral', 'materialized', 'interval', 'numeric', 'decimal', 'varchar', 'char',
  // aggregates and windows
  'count', 'sum', 'avg', 'min', 'max', 'array_agg', 'string_agg', 'json_agg', 'jsonb_agg', 'json_object_agg', 'jsonb_object_agg', 'bool_and', 'bool_or', 'every', 'stddev', 'stddev_pop', 'stddev_samp', 'variance', 'var_pop', 'var_samp', 'corr', 'percentile_cont',
  'percentile_disc', 'mode', 'row_number', 'rank', 'dense_rank', 'percent_rank', 'cume_dist', 'ntile', 'lag', 'lead', 'first_value', 'last_value', 'nth_value', 'grouping',
  // numbers, text, time
  'abs', 'ceil', 'ceiling', 'floor', 'round', 'trunc', 'mod', 'power', 'sqrt', 'sign', 'ln', 'log', 'exp', 'div', 'width_bucket', 'greatest', 'least', 'coalesce', 'nullif', 'cast',
  'lower', 'upper', 'initcap', 'length', 'char_length', 'left', 'right', 'substring', 'substr', 'position', 'strpos', 'replace', 'translate', 'trim', 'ltrim', 'rtrim', 'btrim', 'lpad', 'concat', 'concat_ws', 'split_part', 'starts_with',
  'normalize', 'to_char', 'to_date', 'to_timestamp', 'to_number', 'date_trunc', 'date_part', 'extract', 'make_date', 'age', 'justify_days', 'now', 'date', 'time', 'timestamp', 'timestamptz',
  // lists and JSON
  'unnest', 'cardinality', 'array_length', 'array_to_string', 'string_to_array', 'array_position', 'json_build_object', 'jsonb_build_object', 'json_build_array', 'jsonb_build_array', 'to_json', 'to_jsonb', 'row_to_json', 'json_array_elements',
  'jsonb_array_elements', 'json_array_elements_text', 'jsonb_array_elements_text', 'json_array_length', 'jsonb_array_length', 'generate_subscripts',
]);
