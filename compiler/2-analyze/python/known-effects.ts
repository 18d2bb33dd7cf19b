/**
 * What is known about functions and methods by their names: which change the object they belong to, which leave everything
 * as it was. One table, so that a library is taught to the analysis here and nowhere else. Names that are not in it *may*
 * change what they are given.
 */

function words(text: string): ReadonlySet<string> {
  return new Set(text.split(/\s+/).filter(word => word !== ''));
}

/** Methods that certainly change their object: containers, and the `fit` of scikit-learn and Keras. */
export const mutatingMethods = words(`
  append appendleft extend extendleft insert pop popleft popitem remove clear sort reverse rotate add discard update
  setdefault difference_update intersection_update symmetric_difference_update __setitem__ __delitem__ __setattr__
  fit partial_fit fit_transform fit_predict fit_resample fit_generator compile load_state_dict zero_grad set_params
`);

/** Methods that give their own object back, so that the result is one more name for it. */
export const methodsReturningSelf = words(
  'fit partial_fit set_params to cuda cpu train eval requires_grad_ set_index_'
);

/** Methods that hand out a part of their object; changing the part changes the object. */
export const accessMethods = words(`
  get items values keys setdefault pop popitem popleft __getitem__ iterrows itertuples iteritems get_group named_steps
  parameters named_parameters modules children get_layer state_dict view reshape ravel squeeze swapaxes transpose
  most_common elements siblings
`);

/** Methods that only look at their object and return something new. */
export const pureMethods = words(`
  head tail describe info sample mean median mode std var sem sum prod min max count nunique unique value_counts quantile
  corr cov rank cumsum cumprod cummax cummin diff pct_change abs round clip any all idxmin idxmax argmin argmax argsort
  nlargest nsmallest groupby agg aggregate merge join concat pivot pivot_table melt stack unstack crosstab explode
  drop dropna fillna ffill bfill isna isnull notna notnull replace rename reindex reset_index set_index sort_values
  sort_index assign astype copy query filter select_dtypes where mask isin between duplicated drop_duplicates
  get_dummies rolling expanding resample shift truncate combine_first compare equals to_numpy to_list tolist to_dict
  to_csv to_json to_parquet to_excel to_pickle to_feather to_hdf to_sql to_html to_markdown to_string to_latex to_records
  to_frame to_datetime to_numeric nonzero searchsorted dot flatten tobytes item conj trace repeat take
  predict predict_proba predict_log_proba decision_function score transform inverse_transform get_params
  get_feature_names_out get_feature_names staged_predict kneighbors apply_ evaluate summary get_score get_fscore
  plot hist boxplot scatter bar barh pie area kde line imshow show savefig render
  index split rsplit splitlines strip lstrip rstrip lower upper title capitalize casefold swapcase format format_map join_
  startswith endswith find rfind encode decode partition rpartition zfill ljust rjust center translate expandtabs
  isdigit isalpha isalnum isnumeric isdecimal isspace islower isupper istitle isidentifier isprintable removeprefix
  removesuffix maketrans union intersection difference symmetric_difference issubset issuperset isdisjoint
  len shape numel detach clone numpy size dim element_size strftime isoformat timestamp total_seconds date time weekday
  exists is_file is_dir read_text read_bytes with_suffix with_name joinpath resolve absolute relative_to as_posix
  __len__ __contains__ __repr__ __str__ __eq__ __hash__ bit_length is_integer as_integer_ratio hexdigest digest
  match search fullmatch findall finditer sub subn group groups groupdict num_row num_col get_label get_weight
`);

/** Attributes that are plain values: what is got through them shares nothing with the object. */
export const plainAttributes = words(
  'shape size ndim dtype dtypes nbytes itemsize nnz empty __name__ __class__ __doc__ __module__ __qualname__ feature_names_in_ n_features_in_'
);

/** Builtins that change nothing and keep nothing. */
export const pureBuiltins = words(`
  abs all any ascii bin bool bytearray bytes callable chr complex dict dir divmod enumerate filter float format frozenset
  getattr hasattr hash help hex id int isinstance issubclass iter len list map max memoryview min object oct ord pow print
  range repr reversed round set slice sorted str sum super tuple type vars zip display open
  Exception ValueError TypeError RuntimeError KeyError IndexError AttributeError NotImplementedError AssertionError
  StopIteration OSError FileNotFoundError ImportError NameError ZeroDivisionError ArithmeticError LookupError Warning
  UserWarning DeprecationWarning property staticmethod classmethod
`);

/** Builtins whose result holds, or is, one of the objects they are given. */
export const sharingBuiltins = words(
  'iter enumerate zip reversed list tuple sorted dict set frozenset map filter getattr next max min vars memoryview'
);

/** Functions that change one of their arguments: dotted name → position of it. */
export const mutatingFunctions: ReadonlyMap<string, number> = new Map([
  ['setattr', 0],
  ['delattr', 0],
  ['random.shuffle', 0],
  ['numpy.random.shuffle', 0],
  ['numpy.copyto', 0],
  ['numpy.put', 0],
  ['numpy.place', 0],
  ['numpy.putmask', 0],
  ['numpy.fill_diagonal', 0],
  ['numpy.put_along_axis', 0],
  ['heapq.heappush', 0],
  ['heapq.heappop', 0],
  ['heapq.heapify', 0],
  ['heapq.heapreplace', 0],
  ['heapq.heappushpop', 0],
  ['bisect.insort', 0],
  ['bisect.insort_left', 0],
  ['bisect.insort_right', 0],
  ['operator.setitem', 0],
  ['operator.delitem', 0]
]);

/** Packages whose functions and classes leave their arguments as they are, apart from `mutatingFunctions`. */
export const pureModules = words(`
  numpy pandas polars scipy math cmath statistics random json pickle cloudpickle dill joblib csv re string textwrap pprint
  collections itertools functools operator copy datetime time calendar os pathlib shutil glob tempfile hashlib base64 uuid
  decimal fractions typing dataclasses enum abc types inspect warnings logging io gzip bz2 zipfile tarfile struct
  matplotlib seaborn plotly bokeh altair IPython tqdm tabulate rich PIL skimage imageio
  sklearn xgboost lightgbm catboost statsmodels imblearn category_encoders networkx sympy requests urllib yaml toml
`);

/** Functions whose result cannot be changed by anyone, by their name in the code. */
export const immutableResults = words(`
  len int float str bool complex bytes round abs hash id ord chr hex bin oct repr format ascii isinstance issubclass callable
  hasattr all any time.time time.perf_counter time.monotonic os.getcwd os.path.join os.path.exists os.path.basename
  os.path.dirname os.path.abspath os.getenv os.getpid math.sqrt math.log math.exp math.floor math.ceil
  accuracy_score f1_score precision_score recall_score roc_auc_score log_loss r2_score mean_squared_error
  mean_absolute_error Path pathlib.Path datetime.now datetime.datetime.now date.today
`);

/** Context managers that may end their block early and go on. */
export const swallowingContexts = words('suppress raises assertRaises assertRaisesRegex ExitStack AsyncExitStack');

/** Functions after which a notebook cell does not go on. */
export const exitFunctions = words('exit quit sys.exit os._exit os.abort');
