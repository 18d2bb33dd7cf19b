package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"

	"google.golang.org/grpc/codes"
	"google.golang.org/grpc/status"
)

// A shelf keeps things of one kind, each a folder of content and a JSON file of facts that are named by its id. A thing exists when its
// facts do: they are written last and removed first, so a driver that is killed leaves no half of one.
type shelf[Facts any] struct {
	root string
	busy sync.Map // id → *sync.Mutex
}

func newShelf[Facts any](root string) (*shelf[Facts], error) {
	return &shelf[Facts]{root: root}, os.MkdirAll(root, 0o755)
}

// hold keeps other calls away from an id until the returned function is called.
func (s *shelf[Facts]) hold(id string) (release func()) {
	held, _ := s.busy.LoadOrStore(id, &sync.Mutex{})
	mutex := held.(*sync.Mutex)
	mutex.Lock()
	return mutex.Unlock
}

func (s *shelf[Facts]) content(id string) string { return filepath.Join(s.root, id, "content") }

func (s *shelf[Facts]) factsFile(id string) string { return filepath.Join(s.root, id, "facts.json") }

// find returns nil where nothing has the id.
func (s *shelf[Facts]) find(id string) (*Facts, error) {
	if err := checkID(id); err != nil {
		return nil, err
	}
	text, err := os.ReadFile(s.factsFile(id))
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	facts := new(Facts)
	return facts, json.Unmarshal(text, facts)
}

// add puts a thing on the shelf, with a copy of the folder source as its content, or with none.
func (s *shelf[Facts]) add(id string, facts Facts, source string) error {
	content := s.content(id)
	if err := os.RemoveAll(filepath.Join(s.root, id)); err != nil {
		return err
	}
	if err := os.MkdirAll(content, 0o755); err != nil {
		return err
	}
	if source != "" {
		// cp shares blocks where the file system can, and keeps owners, times, links and sparse files as they are.
		if out, err := exec.Command("cp", "--archive", "--reflink=auto", source+"/.", content).CombinedOutput(); err != nil {
			return fmt.Errorf("copy: %w: %s", err, out)
		}
	} else if err := os.Chmod(content, 0o777); err != nil { // any user of a pod may write, whatever the umask
		return err
	}
	text, err := json.Marshal(facts)
	if err != nil {
		return err
	}
	unfinished := s.factsFile(id) + ".new"
	if err := os.WriteFile(unfinished, text, 0o600); err != nil {
		return err
	}
	return os.Rename(unfinished, s.factsFile(id))
}

// remove takes a thing off the shelf; what is not there is no error, as CSI asks.
func (s *shelf[Facts]) remove(id string) error {
	if err := checkID(id); err != nil {
		return err
	}
	defer s.hold(id)()
	return errors.Join(os.RemoveAll(s.factsFile(id)), os.RemoveAll(filepath.Join(s.root, id)))
}

// all lists what is on the shelf, in the order of the ids.
func (s *shelf[Facts]) all() ([]*Facts, error) {
	entries, err := os.ReadDir(s.root)
	if err != nil {
		return nil, err
	}
	var found []*Facts
	for _, entry := range entries {
		facts, err := s.find(entry.Name())
		if err != nil {
			return nil, err
		}
		if facts != nil {
			found = append(found, facts)
		}
	}
	return found, nil
}

// checkID keeps ids inside the shelf.
func checkID(id string) error {
	if id == "" || id == "." || id == ".." || strings.ContainsRune(id, filepath.Separator) {
		return status.Errorf(codes.InvalidArgument, "%q is not an id", id)
	}
	return nil
}

// internal wraps an error of the file system for the caller; errors that carry a code keep it.
func internal(err error) error {
	if _, coded := status.FromError(err); coded {
		return err
	}
	return status.Error(codes.Internal, err.Error())
}
