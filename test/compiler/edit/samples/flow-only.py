# %%
import pandas as pd
import numpy as np
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import accuracy_score
np.random.seed(0)
%matplotlib inline
# %%
seed = 3
rows = 100
# %%
df = pd.read_csv("data.csv", nrows=rows)
# %%
df.head()
# %%
df.describe()
# %%
df = df.dropna()
# %%
df["ratio"] = df["a"] / df["b"]
# %%
df.plot()
# %%
x = df[["a", "ratio"]].to_numpy()
y = df["label"].to_numpy()
x_train, x_test, y_train, y_test = x[:50], x[50:], y[:50], y[50:]
# %%
model = LogisticRegression(random_state=seed)
model.fit(x_train, y_train)
# %%
answers = model.predict(x_test)
accuracy = accuracy_score(y_test, answers)
# %%
print(accuracy)
