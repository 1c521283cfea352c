(() => {
  'use strict';
  const root = document.documentElement;
  root.classList.add('js');
  try {
    const theme = localStorage.getItem('theme'), language = localStorage.getItem('language');
    if (theme === 'dark' || theme === 'light') root.dataset.theme = theme;
    if (language === 'zh-CN' || language === 'en') root.lang = language;
  } catch { /* a file may have no storage: what it opens with holds */ }
})();
