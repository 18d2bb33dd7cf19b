# %%
import pandas as pd
from pathlib import Path
# %%
target = Path("out") / "table.csv"
# %% [markdown]
# # Write
# %%
pd.DataFrame({"a": [1]}).to_csv(target)
# %% [markdown]
# # Think
# %%
number = 3
# %% [markdown]
# # Read
# %%
table = pd.read_csv(target)
# %% [markdown]
# # Count lines
# %%
!wc -l out/table.csv
