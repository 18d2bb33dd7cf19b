package main

import (
	"context"
	"time"

	"github.com/container-storage-interface/spec/lib/go/csi"
	"google.golang.org/grpc/codes"
	"google.golang.org/grpc/status"
	"google.golang.org/protobuf/types/known/timestamppb"
)

// snapshot is what the driver knows of one; its content is the volume's at the moment of the copy.
type snapshot struct {
	ID     string    `json:"id"`
	Volume string    `json:"volume"`
	Bytes  int64     `json:"bytes"`
	Taken  time.Time `json:"taken"`
	Ready  time.Time `json:"ready"`
}

func (s snapshot) message() *csi.Snapshot {
	return &csi.Snapshot{
		SnapshotId: s.ID, SourceVolumeId: s.Volume, SizeBytes: s.Bytes,
		CreationTime: timestamppb.New(s.Taken), ReadyToUse: !time.Now().Before(s.Ready),
	}
}

func (c *controller) CreateSnapshot(
	_ context.Context, request *csi.CreateSnapshotRequest,
) (*csi.CreateSnapshotResponse, error) {
	id := request.GetName()
	if err := checkID(id); err != nil {
		return nil, err
	}
	defer c.snapshots.hold(id)()
	existing, err := c.snapshots.find(id)
	if err == nil && existing == nil {
		existing, err = c.takeSnapshot(id, request)
	}
	if err != nil {
		return nil, internal(err)
	}
	if existing.Volume != request.GetSourceVolumeId() {
		return nil, status.Errorf(codes.AlreadyExists, "snapshot %s is of volume %s", id, existing.Volume)
	}
	return &csi.CreateSnapshotResponse{Snapshot: existing.message()}, nil
}

func (c *controller) takeSnapshot(id string, request *csi.CreateSnapshotRequest) (*snapshot, error) {
	if err := c.faults.next(id, request.GetParameters()); err != nil {
		return nil, err
	}
	delay, err := readyAfter(request.GetParameters())
	if err != nil {
		return nil, err
	}
	source, err := c.volumes.find(request.GetSourceVolumeId())
	if err == nil && source == nil {
		err = status.Errorf(codes.NotFound, "no volume %s", request.GetSourceVolumeId())
	}
	if err != nil {
		return nil, err
	}
	taken := time.Now()
	facts := snapshot{ID: id, Volume: request.GetSourceVolumeId(), Bytes: source.Bytes, Taken: taken, Ready: taken.Add(delay)}
	return &facts, c.snapshots.add(id, facts, c.volumes.content(facts.Volume))
}

func (c *controller) DeleteSnapshot(
	_ context.Context, request *csi.DeleteSnapshotRequest,
) (*csi.DeleteSnapshotResponse, error) {
	if err := c.snapshots.remove(request.GetSnapshotId()); err != nil {
		return nil, internal(err)
	}
	return &csi.DeleteSnapshotResponse{}, nil
}

func (c *controller) ListSnapshots(
	_ context.Context, request *csi.ListSnapshotsRequest,
) (*csi.ListSnapshotsResponse, error) {
	all, err := c.snapshots.all()
	if err != nil {
		return nil, internal(err)
	}
	response := &csi.ListSnapshotsResponse{}
	for _, found := range all {
		asked := (request.GetSnapshotId() == "" || request.GetSnapshotId() == found.ID) &&
			(request.GetSourceVolumeId() == "" || request.GetSourceVolumeId() == found.Volume)
		if asked {
			response.Entries = append(response.Entries, &csi.ListSnapshotsResponse_Entry{Snapshot: found.message()})
		}
	}
	return response, nil
}
