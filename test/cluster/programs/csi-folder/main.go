// Command csi-folder is a CSI driver for one machine: a volume is a folder, a snapshot is a copy of it, and mounting binds the folder into
// the pod. It registers itself with the kubelet. The parameters of a class may ask for faults (see faults.go), so that tests can see what
// a storage system in trouble looks like.
package main

import (
	"context"
	"errors"
	"flag"
	"io/fs"
	"log"
	"net"
	"os"
	"os/signal"
	"path/filepath"
	"syscall"

	"github.com/container-storage-interface/spec/lib/go/csi"
	"google.golang.org/grpc"
	registration "k8s.io/kubelet/pkg/apis/pluginregistration/v1"
)

func main() {
	name := flag.String("name", "", "name of the driver, as in StorageClass.provisioner")
	node := flag.String("node", "", "name of the node")
	state := flag.String("state", "", "folder that keeps volumes and snapshots")
	kubelet := flag.String("kubelet", "", "the kubelet's --root-dir")
	flag.Parse()
	if *name == "" || *node == "" || *state == "" || *kubelet == "" {
		log.Fatal("-name, -node, -state and -kubelet are required")
	}
	if err := run(*name, *node, *state, *kubelet); err != nil {
		log.Fatal(err)
	}
}

func run(name, node, state, kubelet string) error {
	volumes, err := newShelf[volume](filepath.Join(state, "volumes"))
	if err != nil {
		return err
	}
	snapshots, err := newShelf[snapshot](filepath.Join(state, "snapshots"))
	if err != nil {
		return err
	}
	socket := filepath.Join(kubelet, "plugins", name, "csi.sock")
	driver := grpc.NewServer(grpc.UnaryInterceptor(logFailures))
	csi.RegisterIdentityServer(driver, identity{name: name})
	csi.RegisterControllerServer(driver, &controller{volumes: volumes, snapshots: snapshots})
	csi.RegisterNodeServer(driver, &mounter{node: node, volumes: volumes})
	registrar := grpc.NewServer()
	registration.RegisterRegistrationServer(registrar, registrant{driver: name, socket: socket})

	ended := make(chan error, 2)
	go func() { ended <- serve(driver, socket) }()
	go func() { ended <- serve(registrar, filepath.Join(kubelet, "plugins_registry", name+".sock")) }()
	stop := make(chan os.Signal, 1)
	signal.Notify(stop, syscall.SIGINT, syscall.SIGTERM)
	select {
	case err := <-ended:
		return err
	case <-stop:
		registrar.Stop()
		driver.Stop()
		return nil
	}
}

// serve answers on a Unix socket; a socket that an earlier process left there is replaced.
func serve(server *grpc.Server, socket string) error {
	if err := os.MkdirAll(filepath.Dir(socket), 0o750); err != nil {
		return err
	}
	if err := os.Remove(socket); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	listener, err := net.Listen("unix", socket)
	if err != nil {
		return err
	}
	return server.Serve(listener)
}

func logFailures(ctx context.Context, request any, call *grpc.UnaryServerInfo, handle grpc.UnaryHandler) (any, error) {
	response, err := handle(ctx, request)
	if err != nil {
		log.Printf("%s: %v", call.FullMethod, err)
	}
	return response, err
}
