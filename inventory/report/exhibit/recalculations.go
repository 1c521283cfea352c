package exhibit

func (m *maker) recalculations() {}
