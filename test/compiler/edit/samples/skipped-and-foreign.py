# %% tags=skip
x = 1
# %% tags=parameters,mine
rate = 0.5
# %%
import math
# %% tags=mine
value = math.exp(rate)
# %%
def double(number):
    return number * 2
# %%
doubled = double(value)
