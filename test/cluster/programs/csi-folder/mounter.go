package main

import (
	"context"
	"errors"
	"io/fs"
	"os"
	"syscall"

	"github.com/container-storage-interface/spec/lib/go/csi"
	"google.golang.org/grpc/codes"
	"google.golang.org/grpc/status"
)

// mounter binds the folder of a volume to the place where the kubelet wants it for a pod.
type mounter struct {
	csi.UnimplementedNodeServer
	node    string
	volumes *shelf[volume]
}

func (m *mounter) NodeGetInfo(context.Context, *csi.NodeGetInfoRequest) (*csi.NodeGetInfoResponse, error) {
	return &csi.NodeGetInfoResponse{NodeId: m.node}, nil
}

func (*mounter) NodeGetCapabilities(
	context.Context, *csi.NodeGetCapabilitiesRequest,
) (*csi.NodeGetCapabilitiesResponse, error) {
	return &csi.NodeGetCapabilitiesResponse{}, nil
}

func (m *mounter) NodePublishVolume(
	_ context.Context, request *csi.NodePublishVolumeRequest,
) (*csi.NodePublishVolumeResponse, error) {
	id, target := request.GetVolumeId(), request.GetTargetPath()
	defer m.volumes.hold(id)()
	facts, err := m.volumes.find(id)
	if err == nil && facts == nil {
		err = status.Errorf(codes.NotFound, "no volume %s", id)
	}
	if err != nil {
		return nil, internal(err)
	}
	if err := os.MkdirAll(target, 0o750); err != nil {
		return nil, internal(err)
	}
	if err := bind(m.volumes.content(id), target, request.GetReadonly()); err != nil {
		return nil, internal(err)
	}
	return &csi.NodePublishVolumeResponse{}, nil
}

// bind does nothing where the folder is bound already.
func bind(folder, target string, readonly bool) error {
	same, err := sameFolder(folder, target)
	if err != nil {
		return err
	}
	if !same {
		if err := syscall.Mount(folder, target, "", syscall.MS_BIND, ""); err != nil {
			return &fs.PathError{Op: "bind", Path: target, Err: err}
		}
	}
	if readonly { // the kernel ignores MS_RDONLY on the first call
		return syscall.Mount("", target, "", syscall.MS_REMOUNT|syscall.MS_BIND|syscall.MS_RDONLY, "")
	}
	return nil
}

func sameFolder(one, other string) (bool, error) {
	first, err := os.Stat(one)
	if err != nil {
		return false, err
	}
	second, err := os.Stat(other)
	if err != nil {
		return false, err
	}
	return os.SameFile(first, second), nil
}

func (m *mounter) NodeUnpublishVolume(
	_ context.Context, request *csi.NodeUnpublishVolumeRequest,
) (*csi.NodeUnpublishVolumeResponse, error) {
	defer m.volumes.hold(request.GetVolumeId())()
	target := request.GetTargetPath()
	// EINVAL says that nothing is mounted there, ENOENT that there is no such place: both are the state that was asked for.
	err := syscall.Unmount(target, 0)
	if err != nil && !errors.Is(err, syscall.EINVAL) && !errors.Is(err, fs.ErrNotExist) {
		return nil, status.Errorf(codes.Internal, "unmount %s: %v", target, err)
	}
	if err := os.Remove(target); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return nil, internal(err)
	}
	return &csi.NodeUnpublishVolumeResponse{}, nil
}
