# %% [markdown]
# # Prices of houses
# A study.
# %%
!pip install pandas
# %%
import pandas as pd
# %%
def ratio(table):
    return table["a"] / table["b"]
# %% [markdown]
# ## 1. Load the data
# %%
houses = pd.DataFrame({"a": [1, 2], "b": [3, 4]})
houses
# %%
import json
# %%
houses["c"] = ratio(houses)
# %% [markdown]
# ## 2. [Größe](https://x.y) & Überblick
# ### a detail
# %%
sizes = houses["a"].sum()
# %% [markdown]
# ## Обучение модели
# %%
model = {"size": sizes}
# %% [markdown]
# ## 结果
# %%
text = json.dumps(str(model))
# %% [markdown]
# ## Imports
# %%
print(text)
