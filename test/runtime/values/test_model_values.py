"""Models and figures come back and give the same answers."""

from __future__ import annotations

from typing import Any

import matplotlib
import numpy as np
import pytest
import scipy.sparse
import xgboost
from sklearn.compose import ColumnTransformer
from sklearn.ensemble import RandomForestClassifier
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import GridSearchCV
from sklearn.neighbors import KNeighborsClassifier
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import FunctionTransformer, StandardScaler
from sklearn.tree import DecisionTreeClassifier

from collard.runtime.values import SaveError, load, save

matplotlib.use("Agg")

RANDOM = np.random.default_rng(0)
X = RANDOM.normal(size=(60, 4))
Y = (X[:, 0] + X[:, 1] > 0).astype(int)

ESTIMATORS: dict[str, Any] = {
    "a linear model": LogisticRegression(C=0.5),
    "a tree": DecisionTreeClassifier(random_state=0),
    "a forest": RandomForestClassifier(n_estimators=5, random_state=np.random.RandomState(1)),
    "neighbors": KNeighborsClassifier(),
    "a pipeline": make_pipeline(FunctionTransformer(np.log1p), StandardScaler(), LogisticRegression()),
    "a column transformer": make_pipeline(
        ColumnTransformer([("scaled", StandardScaler(), [0, 1])], remainder="passthrough"),
        LogisticRegression(),
    ),
    "a search": GridSearchCV(LogisticRegression(), {"C": [0.1, 1.0]}, cv=2),
    "a boosted classifier": xgboost.XGBClassifier(n_estimators=3, max_depth=2),
}


@pytest.mark.parametrize("name", ESTIMATORS)
def test_an_estimator_predicts_the_same(name: str, carry: Any) -> None:
    model = ESTIMATORS[name].fit(np.abs(X), Y)
    loaded = carry(model)
    assert type(loaded) is type(model)
    assert loaded.get_params().keys() == model.get_params().keys()
    assert np.array_equal(loaded.predict_proba(np.abs(X)), model.predict_proba(np.abs(X)))


def test_an_estimator_that_is_not_fitted_comes_back(carry: Any) -> None:
    assert carry(LogisticRegression(C=3)).get_params() == LogisticRegression(C=3).get_params()


def test_a_text_vectorizer_comes_back(carry: Any) -> None:
    texts = ["a cat sat", "a dog ran"]
    vectorizer = TfidfVectorizer().fit(texts)
    assert (carry(vectorizer).transform(texts) != vectorizer.transform(texts)).nnz == 0


@pytest.mark.parametrize("layout", ["csr", "csc", "coo", "bsr", "dia", "lil", "dok"])
@pytest.mark.parametrize("flavor", ["matrix", "array"])
def test_a_sparse_matrix_keeps_its_layout(layout: str, flavor: str, carry: Any) -> None:
    value = scipy.sparse.random(50, 40, 0.1, random_state=0).asformat(layout)
    if flavor == "array":
        value = getattr(scipy.sparse, f"{layout}_array")(value)
    loaded = carry(value)
    assert type(loaded) is type(value)
    assert loaded.dtype == value.dtype
    assert (loaded.toarray() == value.toarray()).all()


@pytest.fixture
def booster() -> Any:
    matrix = xgboost.DMatrix(X, Y, feature_names=list("abcd"))
    return xgboost.train({"max_depth": 2, "objective": "binary:logistic", "eta": 0.3}, matrix, 4)


def test_a_booster_predicts_the_same_and_keeps_names_and_attributes(booster: Any, carry: Any) -> None:
    booster.set_attr(note="kept")
    loaded = carry(booster)
    matrix = xgboost.DMatrix(X, feature_names=list("abcd"))
    assert np.array_equal(loaded.predict(matrix), booster.predict(matrix))
    assert loaded.feature_names == list("abcd")
    assert loaded.attr("note") == "kept"


def test_training_of_a_booster_goes_on_as_it_would_have(booster: Any, carry: Any) -> None:
    matrix = xgboost.DMatrix(X, Y, feature_names=list("abcd"))
    loaded = carry(booster)
    for model in (booster, loaded):
        model.update(matrix, 4)
    assert np.array_equal(loaded.predict(matrix), booster.predict(matrix))


def test_a_booster_is_stored_in_its_own_format_even_inside_a_dict(booster: Any, store: Any) -> None:
    saved = save({"alone": booster, "inside": {"model": booster.copy()}}, store, namespace={})
    assert saved.artifacts["alone"]["serializer"] == "xgboost-ubj"
    model = store.read(saved.artifacts["alone"]["objects"][0])
    assert xgboost.Booster(model_file=bytearray(model)).num_boosted_rounds() == 4
    loaded: Any = load(saved.artifacts, store, {})
    assert type(loaded["inside"]["model"]) is xgboost.Booster


def test_a_matrix_of_xgboost_comes_back(carry: Any) -> None:
    matrix = xgboost.DMatrix(
        X, Y, weight=np.arange(60), feature_names=list("abcd"), feature_types=["float"] * 4
    )
    loaded = carry(matrix)
    assert type(loaded) is xgboost.DMatrix
    assert np.array_equal(loaded.get_label(), matrix.get_label())
    assert np.array_equal(loaded.get_weight(), matrix.get_weight())
    assert (loaded.get_data() != matrix.get_data()).nnz == 0
    assert (loaded.feature_names, loaded.feature_types) == (matrix.feature_names, matrix.feature_types)


def test_a_matrix_of_xgboost_without_a_file_format_is_refused_with_a_cure(store: Any) -> None:
    with pytest.raises(SaveError) as failure:
        save({"dtrain": xgboost.QuantileDMatrix(X, Y)}, store, namespace={})
    assert failure.value.variable == "dtrain"
    assert "keep X and y" in failure.value.hint


def test_a_figure_draws_the_same(carry: Any) -> None:
    from matplotlib.figure import Figure

    figure = Figure(figsize=(2, 1), dpi=50)
    axes = figure.subplots()
    axes.plot([1, 3, 2], label="line")
    axes.set_title("title")
    loaded = carry(figure)
    assert drawn(loaded) == drawn(figure)


def test_a_figure_and_its_axes_stay_together(store: Any) -> None:
    import matplotlib.pyplot as plt

    figure, axes = plt.subplots()
    saved = save({"figure": figure, "axes": axes}, store, namespace={})
    plt.close(figure)
    loaded: Any = load(saved.artifacts, store, {})
    plt.close("all")
    assert loaded["axes"].figure is loaded["figure"]


def drawn(figure: Any) -> bytes:
    from matplotlib.backends.backend_agg import FigureCanvasAgg

    canvas = FigureCanvasAgg(figure)
    canvas.draw()
    return bytes(canvas.buffer_rgba())
