package workspace

import (
	"slices"
	"testing"
	"testing/fstest"
)

// The keys come in the order of the file, whichever way the list is written; a revoked one stays, and its owner may have another.
func TestKeysOfPeople(t *testing.T) {
	const zhangsan, lisi, wangwu = "zhangsan+aea35e7f+AW8VgXCbt7HvAw0hDbGOOwuhx3b7pl2M2q0FQVFC0Yn4", "lisi+cb7601d2+AY7ZBCCALIO0Hkp/qUzl8FeS6ov/PXpjVy5cc0VOrvUd",
		"wangwu+74deb123+ARG7o+0XIZSM77TlCwoLtcrYprUtx7GkD09mUhBckeLE"
	const head = "schema_version = 1\nyears = [2020]\nguide = \"CN-PROV-2011\"\n"
	const region = "\n[region]\ncode = \"500151\"\nname = \"铜梁区\"\n"
	want := []Key{{"李四", Reviewer, lisi, "2026-05-01"}, {"张三", Compiler, zhangsan, ""}, {"李四", Approver, wangwu, ""}}
	for _, text := range []string{
		head + region + "[[keys]]\nname = \"李四\"\nrole = \"reviewer\"\nkey = \"" + lisi + "\"\nrevoked = \"2026-05-01\"\n[[ keys ]]\nname = \"张三\"\nrole = \"compiler\"\nkey = \"" + zhangsan +
			"\"\n[[keys]]\nname = \"李四\"\nrole = \"approver\"\nkey = \"" + wangwu + "\"\n",
		head + `keys = [{name = "李四", role = "reviewer", key = "` + lisi + `", revoked = "2026-05-01"}, {name = "张三", role = "compiler", key = "` + zhangsan +
			`"}, {name = "李四", role = "approver", key = "` + wangwu + `"}]` + region,
	} {
		ws, problems, err := LoadFS(fstest.MapFS{configFile: {Data: []byte(text)}}, vocabulary(t))
		if err != nil || problems.Failed() || !slices.Equal(ws.Config.Keys, want) {
			t.Errorf("%v, %v (%v)", ws.Config.Keys, problems, err)
		}
		if keys, problems := ReadKeys([]byte(text)); len(problems) > 0 || !slices.Equal(keys, want) {
			t.Errorf("%v, %v", keys, problems)
		}
	}
	if want[0].Signer() != "lisi" {
		t.Errorf("signs as %s", want[0].Signer())
	}
	for name, sound := range map[string]bool{"zhangsan": true, "张三": true, "a.b-c": true, "": false, NoSigner: false, "a b": false, "a+b": false, "a/b": false, "a\u200b": false, "\xff": false} {
		if IsKeyName(name) != sound {
			t.Errorf("%q is a name of a key: %t", name, !sound)
		}
	}
}

// Nobody has two keys that count under two spellings of his name.
func TestOneNameOfTwoSpellings(t *testing.T) {
	const text = "[[keys]]\nname = \"张三\"\nrole = \"compiler\"\nkey = \"zhangsan+aea35e7f+AW8VgXCbt7HvAw0hDbGOOwuhx3b7pl2M2q0FQVFC0Yn4\"\n" +
		"[[keys]]\nname = \"张 三（市局）\"\nrole = \"reviewer\"\nkey = \"lisi+cb7601d2+AY7ZBCCALIO0Hkp/qUzl8FeS6ov/PXpjVy5cc0VOrvUd\"\n"
	keys, problems := ReadKeys([]byte(text))
	if len(keys) != 1 || len(problems) != 1 || problems[0].Code != "person-twice" || problems[0].Message.EN != `"张 三（市局）" and "张三" are one name, with two keys that count` {
		t.Errorf("%v, %v", keys, problems)
	}
}
