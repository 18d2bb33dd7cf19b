"""Neural networks and tensors, where the environment has the libraries (it needs neither)."""

from __future__ import annotations

import os
from typing import Any

import numpy as np
import pytest

from collard.runtime.values import load, save


@pytest.fixture
def keras() -> Any:
    os.environ.setdefault("KERAS_BACKEND", "jax")
    return pytest.importorskip("keras")


@pytest.fixture
def torch() -> Any:
    return pytest.importorskip("torch")


LAYER = """
import keras
class Double(keras.layers.Layer):
    def call(self, x):
        return 2 * x
"""


def test_a_keras_model_with_a_layer_of_the_notebook(keras: Any, steps: Any) -> None:
    steps.run_first(
        LAYER
        + "model = keras.Sequential([keras.layers.Input((4,)), keras.layers.Dense(3), Double()]); box = [model]"
    )
    saved = steps.save("model")
    assert saved.artifacts["model"]["serializer"] == "keras"
    expected = steps.first["model"].predict(np.ones((2, 4)), verbose=0)
    model = steps.load(after=LAYER)["model"]
    assert np.allclose(model.predict(np.ones((2, 4)), verbose=0), expected)


def test_a_keras_model_inside_a_value_and_under_a_name(keras: Any, steps: Any) -> None:
    steps.run_first(
        LAYER
        + "model = keras.Sequential([keras.layers.Input((4,)), keras.layers.Dense(3), Double()]); box = [model]"
    )
    steps.save("model", "box")
    second = steps.load(after=LAYER)
    assert second["box"][0] is second["model"]


def test_tensors_and_state(torch: Any, store: Any) -> None:
    layer = torch.nn.Linear(3, 2)
    values = {"tensor": torch.arange(6.0), "state": layer.state_dict(), "layer": layer}
    saved = save(values, store, namespace={})
    assert saved.artifacts["tensor"]["serializer"] == "torch"
    loaded: Any = load(saved.artifacts, store, {})
    assert torch.equal(loaded["tensor"], values["tensor"])
    assert all(torch.equal(loaded["state"][name], tensor) for name, tensor in layer.state_dict().items())
    assert torch.equal(loaded["layer"](torch.ones(1, 3)), layer(torch.ones(1, 3)))
