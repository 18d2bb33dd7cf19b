package executor

import "github.com/tidwall/gjson"

// Lookup is a method of labels.Labels since k8s.io/apimachinery 0.35.
func (g gjsonLabels) Lookup(label string) (value string, exists bool) {
	found := gjson.GetBytes(g.json, label)
	return found.String(), found.Exists()
}
