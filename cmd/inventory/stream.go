package main

import (
	"fmt"
	"io"

	"ghg/inventory"
)

// stream is standard output. It keeps the error of the first write that failed, and writes no more: who prints a table
// looks at none.
type stream struct {
	to  io.Writer
	err error
}

func (s *stream) Write(p []byte) (int, error) {
	if s.err != nil {
		return 0, s.err
	}
	n, err := s.to.Write(p)
	s.err = err
	return n, err
}

// unprinted says that the result could not be printed, exit code 5; nil if it was.
func (s *stream) unprinted() error {
	if s.err == nil {
		return nil
	}
	return failure{exitWrite, said{
		inventory.Text{ZH: fmt.Sprintf("无法写到标准输出：%v", cause(s.err)), EN: fmt.Sprintf("cannot write to standard output: %v", cause(s.err))},
		inventory.Text{ZH: "提示：检查磁盘空间；打印出的内容不完整，不要使用", EN: "hint: see to the space on the disk; what was printed is not whole, do not use it"}}}
}
