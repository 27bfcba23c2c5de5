package user_test

import (
	"testing"

	"example.com/vetted/user"
)

func TestUse(t *testing.T) { user.Use(nil) }
