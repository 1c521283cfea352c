package exhibit

func (m *maker) intensities() {}
