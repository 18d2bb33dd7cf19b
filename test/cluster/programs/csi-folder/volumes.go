package main

import (
	"context"

	"github.com/container-storage-interface/spec/lib/go/csi"
	"google.golang.org/grpc/codes"
	"google.golang.org/grpc/status"
)

// volume is what the driver knows of one. The size is what was promised; nothing limits what a pod writes.
type volume struct {
	Bytes int64 `json:"bytes"`
}

func (c *controller) CreateVolume(
	_ context.Context, request *csi.CreateVolumeRequest,
) (*csi.CreateVolumeResponse, error) {
	id := request.GetName()
	if err := checkVolume(request); err != nil {
		return nil, err
	}
	defer c.volumes.hold(id)()
	size := request.GetCapacityRange().GetRequiredBytes()
	existing, err := c.volumes.find(id)
	if err != nil {
		return nil, internal(err)
	}
	if existing == nil {
		existing = &volume{Bytes: size}
		if err := c.makeVolume(id, *existing, request); err != nil {
			return nil, internal(err)
		}
	} else if existing.Bytes < size {
		return nil, status.Errorf(codes.AlreadyExists, "volume %s has %d bytes only", id, existing.Bytes)
	}
	return &csi.CreateVolumeResponse{Volume: &csi.Volume{
		VolumeId: id, CapacityBytes: existing.Bytes, ContentSource: request.GetVolumeContentSource(),
	}}, nil
}

func checkVolume(request *csi.CreateVolumeRequest) error {
	if err := checkID(request.GetName()); err != nil {
		return err
	}
	if len(request.GetVolumeCapabilities()) == 0 {
		return status.Error(codes.InvalidArgument, "volume capabilities are missing")
	}
	for _, capability := range request.GetVolumeCapabilities() {
		if capability.GetBlock() != nil {
			return status.Error(codes.InvalidArgument, "only volumes with a file system can be made")
		}
	}
	return nil
}

func (c *controller) makeVolume(id string, facts volume, request *csi.CreateVolumeRequest) error {
	if err := c.faults.next(id, request.GetParameters()); err != nil {
		return err
	}
	source, smallest, err := c.source(request.GetVolumeContentSource())
	if err != nil {
		return err
	}
	if facts.Bytes < smallest {
		return status.Errorf(codes.OutOfRange, "%d bytes are too few for a source of %d", facts.Bytes, smallest)
	}
	return c.volumes.add(id, facts, source)
}

// source is the folder that a new volume starts from, and the size it needs at least.
func (c *controller) source(from *csi.VolumeContentSource) (folder string, bytes int64, err error) {
	switch {
	case from.GetSnapshot() != nil:
		id := from.GetSnapshot().GetSnapshotId()
		facts, err := c.snapshots.find(id)
		if err == nil && facts == nil {
			err = status.Errorf(codes.NotFound, "no snapshot %s", id)
		}
		if err != nil {
			return "", 0, err
		}
		return c.snapshots.content(id), facts.Bytes, nil
	case from.GetVolume() != nil:
		id := from.GetVolume().GetVolumeId()
		facts, err := c.volumes.find(id)
		if err == nil && facts == nil {
			err = status.Errorf(codes.NotFound, "no volume %s", id)
		}
		if err != nil {
			return "", 0, err
		}
		return c.volumes.content(id), facts.Bytes, nil
	default:
		return "", 0, nil
	}
}

func (c *controller) DeleteVolume(
	_ context.Context, request *csi.DeleteVolumeRequest,
) (*csi.DeleteVolumeResponse, error) {
	if err := c.volumes.remove(request.GetVolumeId()); err != nil {
		return nil, internal(err)
	}
	return &csi.DeleteVolumeResponse{}, nil
}

func (*controller) ValidateVolumeCapabilities(
	_ context.Context, request *csi.ValidateVolumeCapabilitiesRequest,
) (*csi.ValidateVolumeCapabilitiesResponse, error) {
	confirmed := &csi.ValidateVolumeCapabilitiesResponse_Confirmed{VolumeCapabilities: request.GetVolumeCapabilities()}
	return &csi.ValidateVolumeCapabilitiesResponse{Confirmed: confirmed}, nil
}
