"""The step runner: executes one step of a plan, wherever it is asked to. Standard library only, Python 3.9 or newer.

`python <this folder or its zip> step <request.json>` runs a step; `serve` keeps a warm interpreter that forks for
each step; `describe` tells what this Python is. docs/store-and-runtime.md is the contract; `step.py` is the place to
start reading.
"""
