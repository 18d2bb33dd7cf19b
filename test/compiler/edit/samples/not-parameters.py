# %%
results = []
count = 0
# %%
for number in range(3):
    results.append(number)
    count += 1
# %%
def mean():
    return sum(results) / count
# %%
from math import prod as sum
# %%
print(mean(), sum(results))
# %%
from math import prod as sum
