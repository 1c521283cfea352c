package report

import (
	"bytes"
	"encoding/csv"
	"io"
	"runtime"
)

// batch is how many lines are printed together. It is fixed: the number of cores reaches no output.
const batch = 512

// inBatches prints the lines 0 … n−1, batch by batch on all cores, and writes them in their order. No more batches than
// cores are held at a time.
func inBatches(w io.Writer, n int, print func(out *bytes.Buffer, from, to int) error) error {
	type printed struct {
		out *bytes.Buffer
		err error
	}
	free := make(chan *bytes.Buffer, 2*runtime.GOMAXPROCS(0))
	for range cap(free) {
		free <- &bytes.Buffer{}
	}
	queue := make(chan chan printed, cap(free))
	stop := make(chan struct{})
	defer close(stop)
	go func() {
		defer close(queue)
		for from := 0; from < n; from += batch {
			var out *bytes.Buffer
			select {
			case out = <-free:
			case <-stop:
				return
			}
			done := make(chan printed, 1)
			queue <- done
			go func() {
				out.Reset()
				done <- printed{out, print(out, from, min(from+batch, n))}
			}()
		}
	}()
	for done := range queue {
		p := <-done
		if p.err != nil {
			return p.err
		}
		if _, err := w.Write(p.out.Bytes()); err != nil {
			return err
		}
		free <- p.out
	}
	return nil
}

// tableWriter writes rows as CSV. A text cell that a spreadsheet would take for a formula is given an apostrophe.
type tableWriter struct{ csv *csv.Writer }

func newTable(w io.Writer) tableWriter { return tableWriter{csv.NewWriter(w)} }

func (t tableWriter) row(cells ...string) {
	for i, cell := range cells {
		cells[i] = inert(cell)
	}
	_ = t.csv.Write(cells) // the error is that of close
}

func (t tableWriter) close() error {
	t.csv.Flush()
	return t.csv.Error()
}
