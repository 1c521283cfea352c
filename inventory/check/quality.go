package check

import "slices"

// quality lists the rules that ask whether a figure can be right, beside those by which one emission is counted once.
func quality() []Rule {
	return slices.Concat(complete(), jumps(), implied(), repeated(), sums(), twoFigures(), indicators(), planTargets(), factorRows(), carbon())
}
