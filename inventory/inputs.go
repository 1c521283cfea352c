package inventory

import "fmt"

// Optional is the input where the equation holds without it too.
func Optional(in Input) Input {
	in.Optional = true
	return in
}

// Aside is what is stated of the same thing and is no part of this equation.
func Aside(in Input) Input {
	in.Optional, in.ForChecks = true, true
	return in
}

// Own is a factor that no table of a guide states.
func Own(in Input) Input {
	in.Own = true
	return in
}

// GoesWith is the factor of activities that need not be given, joined by semicolons.
func GoesWith(activities string, in Input) Input {
	in.For = activities
	return in
}

// FiledAt is the factor that the tables have under the category, whatever that of the activity.
func FiledAt(category string, in Input) Input {
	in.FiledAt = category
	return in
}

// Failf is a failure said in both languages, each by its own format of the same figures.
func Failf(zh, en string, figures ...any) error {
	return &Failure{Text{ZH: fmt.Sprintf(zh, figures...), EN: fmt.Sprintf(en, figures...)}}
}
