"""Collard turns a tagged Jupyter notebook into a pipeline. This is its Python side; most of the product is in Node."""

__all__ = ["__version__"]


def __getattr__(name: str) -> str:
    """`__version__`, looked up only when asked for: that costs more than everything else that `collard` does in Python."""
    if name == "__version__":
        return _installed_version()
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


def _installed_version() -> str:
    """Version of the installed distribution, or a local one when the package is used from a source folder."""
    from importlib.metadata import PackageNotFoundError, version

    try:
        return version("collard")
    except PackageNotFoundError:
        return "0+source"
