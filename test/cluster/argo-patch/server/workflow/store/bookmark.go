package store

// Bookmark and LastStoreSyncResourceVersion are methods of cache.Store since k8s.io/client-go 0.36. The store lists anew when it starts,
// so it has nothing to remember.

func (*SQLiteStore) Bookmark(string) {}

func (*SQLiteStore) LastStoreSyncResourceVersion() string { return "" }
