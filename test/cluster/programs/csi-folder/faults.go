package main

import (
	"strconv"
	"sync"
	"time"

	"google.golang.org/grpc/codes"
	"google.golang.org/grpc/status"
)

// Parameters of a StorageClass or VolumeSnapshotClass that ask for trouble. A class of one's own keeps tests out of each other's way, and
// needs no access to the machine.
const (
	faultMessage = "fail"        // every call fails with this message …
	faultCalls   = "failedCalls" // … or only so many calls for each volume or snapshot
	faultDelay   = "readyAfter"  // a snapshot is cut at once, but ready to use only after this time, such as "3s"
)

// faults counts the calls that failed on purpose.
type faults struct {
	lock   sync.Mutex
	failed map[string]int // id → calls
}

// next is the error of this call for the id, or nil.
func (f *faults) next(id string, parameters map[string]string) error {
	message, asked := parameters[faultMessage]
	if !asked {
		return nil
	}
	if text, limited := parameters[faultCalls]; limited {
		limit, err := strconv.Atoi(text)
		if err != nil {
			return status.Errorf(codes.InvalidArgument, "%s: %v", faultCalls, err)
		}
		if f.count(id) > limit {
			return nil
		}
	}
	return status.Error(codes.Internal, message)
}

// count includes this call.
func (f *faults) count(id string) int {
	f.lock.Lock()
	defer f.lock.Unlock()
	if f.failed == nil {
		f.failed = map[string]int{}
	}
	f.failed[id]++
	return f.failed[id]
}

// readyAfter is the time that a snapshot takes to become ready to use.
func readyAfter(parameters map[string]string) (time.Duration, error) {
	text, asked := parameters[faultDelay]
	if !asked {
		return 0, nil
	}
	delay, err := time.ParseDuration(text)
	if err != nil {
		return 0, status.Errorf(codes.InvalidArgument, "%s: %v", faultDelay, err)
	}
	return delay, nil
}
