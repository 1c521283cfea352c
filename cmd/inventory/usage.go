package main

import (
	"errors"
	"fmt"
	"io/fs"
	"regexp"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"ghg/inventory"
	"ghg/inventory/spelling"
)

// said is an error in both languages, with a hint where there is one.
type said struct{ message, hint inventory.Text }

// Error says it in both languages.
func (s said) Error() string { return s.in("") }

// in says it in the language that the call asks for; in both if it asks for none.
func (s said) in(lang string) string {
	one := func(t inventory.Text) string {
		if lang != "zh" && lang != "en" {
			return t.ZH + " · " + t.EN
		}
		return t.In(lang)
	}
	out := one(s.message)
	if s.hint != (inventory.Text{}) {
		out += "\n    " + one(s.hint)
	}
	return out
}

// usage is wrong usage, exit code 2. Both formats take the same arguments.
func usage(zh, en string, args ...any) error {
	return failure{exitUsage, said{message: inventory.Text{ZH: fmt.Sprintf(zh, args...), EN: fmt.Sprintf(en, args...)}}}
}

// unknown is wrong usage by a word that is not known, with the one that is most like it.
func unknown(zh, en, written, nearest string) error {
	message := inventory.Text{ZH: fmt.Sprintf("没有%s“%s”", zh, written), EN: fmt.Sprintf("no %s %q", en, written)}
	if nearest != "" {
		message.ZH += fmt.Sprintf("；最接近的是“%s”", nearest)
		message.EN += fmt.Sprintf("; the nearest is %q", nearest)
	}
	return failure{exitUsage, said{message: message}}
}

// takes are the arguments of a verb: at least and at most so many. What names them, as the usage line does.
func takes(least, most int, what string) cobra.PositionalArgs {
	return func(cmd *cobra.Command, args []string) error {
		switch {
		case len(args) >= least && len(args) <= most:
			return nil
		case len(args) < least:
			return usage("%[1]s 要写 %[2]s，给了 %[3]d 个", "%[1]s takes %[2]s; %[3]d given", cmd.CommandPath(), what, len(args))
		case most == 0 && cmd.HasSubCommands():
			return noVerb(cmd, args[0])
		case most == 0:
			return usage("%[1]s 之后多了 %[2]q：它不带参数", "%[1]s takes no argument: %[2]q is one too many", cmd.CommandPath(), args[0])
		}
		return usage("%[1]s 之后多了 %[3]q：只写 %[2]s", "%[1]s takes %[2]s: %[3]q is one too many", cmd.CommandPath(), what, args[most])
	}
}

// noVerb says that a command has no such verb, and names the nearest or all.
func noVerb(cmd *cobra.Command, written string) error {
	var names []string
	for _, sub := range cmd.Commands() {
		if sub.IsAvailableCommand() {
			names = append(names, sub.Name())
		}
	}
	zh, en := "没有命令 %q", "unknown command %q"
	if nearest := spelling.Nearest(written, names); nearest != "" {
		return usage(zh+"；最接近的是 %[2]q", en+"; the nearest is %[2]q", written, nearest)
	}
	return usage(zh+"；可用：%[2]s", en+"; the commands are: %[2]s", written, strings.Join(names, ", "))
}

// verbs is a command that only groups others.
func verbs(cmd *cobra.Command, names string) *cobra.Command {
	cmd.Args = takes(0, 0, "")
	cmd.RunE = func(cmd *cobra.Command, _ []string) error {
		return usage("写明 %[1]s 的子命令：%[2]s", "say which: %[1]s %[2]s", cmd.CommandPath(), names)
	}
	return cmd
}

// The ways in which the flags library says that a flag is wrong.
var (
	unknownFlag  = regexp.MustCompile(`^unknown (?:shorthand )?flag: (?:--(\S+)|'(.)' in -.*)$`)
	flagWithout  = regexp.MustCompile(`^flag needs an argument: (?:--(\S+)|'(.)' in -.*)$`)
	badFlagValue = regexp.MustCompile(`^invalid argument "(.*)" for "(?:-., )?(--\S+)" flag: `)
	flagNames    = regexp.MustCompile(`--([a-z][a-z0-9-]*)`)
)

// wrongFlag puts an error of the flags library into both languages.
func wrongFlag(cmd *cobra.Command, err error) error {
	text := err.Error()
	if found := unknownFlag.FindStringSubmatch(text); found != nil {
		if found[1] == "" {
			return usage("没有参数 -%[1]s；%[2]s --help 列出全部参数", "unknown flag -%[1]s; %[2]s --help lists all", found[2], cmd.CommandPath())
		}
		var names []string
		for _, name := range flagNames.FindAllStringSubmatch(cmd.Flags().FlagUsages(), -1) {
			names = append(names, name[1])
		}
		slices.Sort(names)
		if nearest := spelling.Nearest(found[1], slices.Compact(names)); nearest != "" {
			return usage("没有参数 --%[1]s；最接近的是 --%[2]s", "unknown flag --%[1]s; the nearest is --%[2]s", found[1], nearest)
		}
		return usage("没有参数 --%[1]s；%[2]s --help 列出全部参数", "unknown flag --%[1]s; %[2]s --help lists all", found[1], cmd.CommandPath())
	}
	if found := flagWithout.FindStringSubmatch(text); found != nil {
		return usage("--%[1]s 之后没有值", "--%[1]s is given no value", found[1]+found[2])
	}
	if found := badFlagValue.FindStringSubmatch(text); found != nil {
		return usage("%[2]s 的值 %[1]q 不对：%[3]s", "%[2]s does not take %[1]q: %[4]s", found[1], found[2], wanted(cmd, found[2]).ZH, wanted(cmd, found[2]).EN)
	}
	return usage("用法不对：%[1]s", "wrong usage: %[1]s", text)
}

// wanted says what kind of value a flag takes.
func wanted(cmd *cobra.Command, flag string) inventory.Text {
	if f := cmd.Flags().Lookup(strings.TrimPrefix(flag, "--")); f != nil {
		switch f.Value.Type() {
		case "bool":
			return inventory.Text{ZH: "只写参数，不写值", EN: "the flag stands alone"}
		case "stringSlice":
			return inventory.Text{ZH: "几个之间用逗号隔开", EN: "several are separated by commas"}
		}
	}
	return inventory.Text{ZH: "应为整数", EN: "a whole number is wanted"}
}

// cause is the reason of a failed file operation, without the path.
func cause(err error) error {
	var at *fs.PathError
	if errors.As(err, &at) {
		return at.Err
	}
	return err
}
