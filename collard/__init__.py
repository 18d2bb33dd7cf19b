"""Collard turns a tagged Jupyter notebook into a pipeline. This is its Python side; most of the product is in Node."""

from importlib.metadata import PackageNotFoundError, version

__all__ = ["__version__"]


def _installed_version() -> str:
    """Version of the installed distribution, or a local one when the package is used from a source folder."""
    try:
        return version("collard")
    except PackageNotFoundError:
        return "0+source"


__version__ = _installed_version()
