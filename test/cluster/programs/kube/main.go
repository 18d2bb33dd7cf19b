// Command kube is etcd, every Kubernetes server and kubectl in one file: their common libraries are linked once instead of seven times.
// A symbolic link with the name of a program, or that name as the first word, picks which one runs.
package main

import (
	"context"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/spf13/cobra"
	"go.etcd.io/etcd/server/v3/etcdmain"
	"k8s.io/component-base/cli"
	_ "k8s.io/component-base/logs/json/register"
	_ "k8s.io/component-base/metrics/prometheus/clientgo"
	_ "k8s.io/component-base/metrics/prometheus/version"
	kubectl "k8s.io/kubectl/pkg/cmd"
	apiserver "k8s.io/kubernetes/cmd/kube-apiserver/app"
	controllermanager "k8s.io/kubernetes/cmd/kube-controller-manager/app"
	scheduler "k8s.io/kubernetes/cmd/kube-scheduler/app"
	kubelet "k8s.io/kubernetes/cmd/kubelet/app"
)

var programs = map[string]func(arguments []string) int{
	"etcd": func(arguments []string) int {
		etcdmain.Main(arguments)
		return 0
	},
	"kube-apiserver":          command(apiserver.NewAPIServerCommand),
	"kube-controller-manager": command(controllermanager.NewControllerManagerCommand),
	"kube-scheduler":          command(func() *cobra.Command { return scheduler.NewSchedulerCommand() }),
	"kubelet":                 command(func() *cobra.Command { return kubelet.NewKubeletCommand(context.Background()) }),
	"kubectl":                 command(kubectl.NewDefaultKubectlCommand),
}

// command defers the making of a command, because each registers global state when it is made. Cobra reads os.Args by itself.
func command(prepare func() *cobra.Command) func([]string) int {
	return func(arguments []string) int {
		os.Args = arguments
		return cli.Run(prepare())
	}
}

func main() {
	arguments := os.Args
	if filepath.Base(arguments[0]) == "kube" {
		arguments = arguments[1:]
	}
	if len(arguments) > 0 {
		if run, known := programs[filepath.Base(arguments[0])]; known {
			os.Exit(run(arguments))
		}
	}
	fmt.Fprintln(os.Stderr, "usage: kube PROGRAM ..., where PROGRAM is one of", strings.Join(slices.Sorted(maps.Keys(programs)), ", "))
	os.Exit(2)
}
