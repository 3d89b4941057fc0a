package password

import "testing"

func TestOnlyTheSamePasswordMatches(t *testing.T) {
	hash := Hash("mật khẩu dài vừa đủ")
	if !Matches(hash, "mật khẩu dài vừa đủ") {
		t.Error("the password itself was refused")
	}
	for _, other := range []string{"", "mật khẩu dài vừa đu", "mật khẩu dài vừa đủ "} {
		if Matches(hash, other) {
			t.Errorf("%q was taken for it", other)
		}
	}
	if first, second := Hash("same"), Hash("same"); first == second {
		t.Error("two hashes of one password are equal: no salt")
	}
	for _, broken := range []string{"", "x", "$argon2id$v=19$m=1,t=1,p=1$AAAA$", hash[:len(hash)-1]} {
		if Matches(broken, "mật khẩu dài vừa đủ") {
			t.Errorf("the broken hash %q matched", broken)
		}
	}
}
