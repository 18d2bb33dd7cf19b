# %% [markdown]
# # Make
# %%
items = [3, 1]
view = items
# %% [markdown]
# # Change
# %%
view.append(2)
# %% [markdown]
# # Use
# %%
total = sum(items) + len(view)
# %% [markdown]
# # Handle
# %%
handle = open("x.txt", "w")
# %% [markdown]
# # Write
# %%
handle.write(str(total))
