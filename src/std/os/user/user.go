// Package user finds users and groups in /etc/passwd and /etc/group.
package user

import (
	"errors"
	"fmt"
	"os"
	"strconv"
	"strings"
)

const (
	users     = "/etc/passwd"
	allGroups = "/etc/group"
)

// A User is an account.
type User struct {
	Uid      string
	Gid      string // of its first group
	Username string
	Name     string // may be empty
	HomeDir  string
}

// A Group is a group of users.
type Group struct {
	Gid  string
	Name string
}

// An UnknownUserIdError says that there is no user of the number.
type UnknownUserIdError int

func (e UnknownUserIdError) Error() string { return "user: unknown userid " + strconv.Itoa(int(e)) }

// An UnknownUserError says that there is no user of the name.
type UnknownUserError string

func (e UnknownUserError) Error() string { return "user: unknown user " + string(e) }

// An UnknownGroupIdError says that there is no group of the number.
type UnknownGroupIdError string

func (e UnknownGroupIdError) Error() string { return "group: unknown groupid " + string(e) }

// An UnknownGroupError says that there is no group of the name.
type UnknownGroupError string

func (e UnknownGroupError) Error() string { return "group: unknown group " + string(e) }

func isNumber(s string) bool {
	_, err := strconv.Atoi(s)
	return err == nil
}

// find gives the fields of the first line whose field at is value; nil: there is none.
func find(file, value string, at, least, most, numbers int) ([]string, error) {
	data, err := os.ReadFile(file)
	if err != nil {
		return nil, err
	}
lines:
	for line := range strings.Lines(string(data)) {
		line = strings.TrimSpace(line)
		if line == "" || line[0] == '#' || strings.Count(line, ":") < least-1 {
			continue
		}
		fields := strings.SplitN(line, ":", most)
		if fields[at] != value || fields[0] == "" || fields[0][0] == '+' || fields[0][0] == '-' {
			continue
		}
		for i := range numbers {
			if !isNumber(fields[2+i]) {
				continue lines
			}
		}
		return fields, nil
	}
	return nil, nil
}

func findUser(value string, at int) (*User, error) {
	f, err := find(users, value, at, 7, 7, 2)
	if f == nil {
		return nil, err
	}
	name, _, _ := strings.Cut(f[4], ",")
	return &User{Username: f[0], Uid: f[2], Gid: f[3], Name: name, HomeDir: f[5]}, nil
}

func findGroup(value string, at int) (*Group, error) {
	f, err := find(allGroups, value, at, 4, 4, 1)
	if f == nil {
		return nil, err
	}
	return &Group{Name: f[0], Gid: f[2]}, nil
}

// Current is the user that the program runs as.
func Current() (*User, error) {
	uid := strconv.Itoa(os.Getuid())
	if u, err := LookupId(uid); err == nil {
		return u, nil
	}
	home, _ := os.UserHomeDir()
	u := &User{Uid: uid, Gid: strconv.Itoa(os.Getgid()), Username: os.Getenv("USER"), HomeDir: home}
	var missing []string
	if u.Username == "" {
		missing = append(missing, "$USER")
	}
	if u.HomeDir == "" {
		missing = append(missing, "$HOME")
	}
	if missing != nil {
		return u, fmt.Errorf("user: Current requires cgo or %s set in environment", strings.Join(missing, ", "))
	}
	return u, nil
}

// Lookup finds a user by name.
func Lookup(username string) (*User, error) {
	u, err := findUser(username, 0)
	if u == nil && err == nil {
		err = UnknownUserError(username)
	}
	return u, err
}

// LookupId finds a user by number.
func LookupId(uid string) (*User, error) {
	n, err := strconv.Atoi(uid)
	if err != nil {
		return nil, errors.New("user: invalid userid " + uid)
	}
	u, err := findUser(uid, 2)
	if u == nil && err == nil {
		err = UnknownUserIdError(n)
	}
	return u, err
}

// LookupGroup finds a group by name.
func LookupGroup(name string) (*Group, error) {
	g, err := findGroup(name, 0)
	if g == nil && err == nil {
		err = UnknownGroupError(name)
	}
	return g, err
}

// LookupGroupId finds a group by number.
func LookupGroupId(gid string) (*Group, error) {
	g, err := findGroup(gid, 2)
	if g == nil && err == nil {
		err = UnknownGroupIdError(gid)
	}
	return g, err
}

// GroupIds are the numbers of the groups that the user belongs to.
func (u *User) GroupIds() ([]string, error) {
	if u.Username == "" {
		return nil, errors.New("user: list groups: empty username")
	}
	if !isNumber(u.Gid) {
		return nil, fmt.Errorf("user: list groups for %s: invalid gid %q", u.Username, u.Gid)
	}
	data, err := os.ReadFile(allGroups)
	if err != nil {
		return nil, err
	}
	ids := []string{u.Gid}
	for line := range strings.Lines(string(data)) {
		line = strings.TrimSpace(line)
		f := strings.Split(line, ":")
		if len(f) != 4 || f[0] == "" || strings.IndexByte("#+-", f[0][0]) >= 0 || !isNumber(f[2]) || f[2] == u.Gid {
			continue
		}
		for member := range strings.SplitSeq(f[3], ",") {
			if member == u.Username {
				ids = append(ids, f[2])
				break
			}
		}
	}
	return ids, nil
}
