package main

import (
	"fmt"
	"sync"
	"time"

	"ghg/inventory"
	"ghg/inventory/workspace"
)

// patience is how long another run that writes into a folder is waited for without a word.
const patience = 2 * time.Second

// hold waits until no other run writes into the folder, and keeps them out until it is released. A *workspace.WriteError becomes exit
// code 5.
func (p *program) hold(dir string) (*workspace.Folder, error) {
	held := make(chan struct{})
	var telling sync.WaitGroup
	telling.Go(func() {
		select {
		case <-held:
		case <-time.After(patience):
			fmt.Fprintln(p.err, inventory.Text{ZH: "另一次运行正在写 " + dir + "：等它写完", EN: "another run is writing into " + dir + ": waiting for it"}.In(p.lang))
		}
	})
	folder, err := workspace.Hold(dir)
	close(held)
	telling.Wait()
	if err != nil {
		return nil, unwritten(err)
	}
	return folder, nil
}

// into puts the files into a folder that is held.
func into(folder *workspace.Folder, files map[string]workspace.Writer) error {
	if err := folder.Write(files); err != nil {
		return unwritten(err)
	}
	return nil
}

// endKilled ends what a run that was killed has left half done in the folder of results, so that it is of one run even if this one comes
// to nothing. What cannot be done is told when the folder is written into.
func (p *program) endKilled(dir string) {
	if workspace.Unfinished(dir) {
		if folder, err := p.hold(dir); err == nil {
			folder.Release()
		}
	}
}
