"""The tools have no .py at their end; this is how their tests import them."""
import importlib.machinery
import importlib.util
import pathlib

FOLDER = pathlib.Path(__file__).parents[2] / "tools"


def load(name):
    """The tool as a module."""
    loader = importlib.machinery.SourceFileLoader(name.replace("-", "_"), str(FOLDER / name))
    spec = importlib.util.spec_from_loader(loader.name, loader)
    module = importlib.util.module_from_spec(spec)
    loader.exec_module(module)
    return module
