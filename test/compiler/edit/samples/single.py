# %%
# only a comment
# %%
answer = 42
