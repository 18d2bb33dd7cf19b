package osspecific

import (
	"os"
	"syscall"

	"github.com/argoproj/argo-workflows/v4/util/errors"
)

// This file takes the place of the one for Linux, which the module is published without.

var Term = syscall.SIGTERM

// CanIgnoreSignal is true for signals that the Go runtime and ended children cause all the time.
func CanIgnoreSignal(s os.Signal) bool {
	return s == syscall.SIGURG || s == syscall.SIGCHLD
}

// Setpgid makes the command lead a process group, so that Kill reaches all that it starts.
func Setpgid(attributes *syscall.SysProcAttr) {
	attributes.Setpgid = true
}

// Kill signals the process group that pid is in, or pid alone where its group cannot be told.
func Kill(pid int, signal syscall.Signal) error {
	group, err := syscall.Getpgid(pid)
	if err != nil {
		return syscall.Kill(pid, signal)
	}
	return syscall.Kill(-group, signal)
}

// Wait returns when the process ends. The executor is the first process of its container, so the orphans of all others fall to it, and it
// reaps whatever ends meanwhile.
func Wait(process *os.Process) error {
	wanted := process.Pid
	if err := process.Release(); err != nil { // os must not wait for it too
		return err
	}
	for {
		var status syscall.WaitStatus
		ended, err := syscall.Wait4(-1, &status, 0, nil)
		if err == syscall.EINTR {
			continue
		}
		if err != nil {
			return err
		}
		if ended == wanted && status.Exited() {
			return errors.NewExitErr(status.ExitStatus())
		}
		if ended == wanted && status.Signaled() {
			return errors.NewExitErr(128 + int(status.Signal()))
		}
	}
}
