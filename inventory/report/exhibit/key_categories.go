package exhibit

func (m *maker) keyCategories() {}
