'use strict';

// Moments come in UTC with the words that are wanted; here they are written in the reader's own time.
const times = (() => {
  const part = (date, options) => new Intl.DateTimeFormat('en', options).format(date);
  const day = date => new Date(date.getFullYear(), date.getMonth(), date.getDate());
  const pretty = (date, otherwise) => {
    const days = Math.round((day(date) - day(new Date())) / 86400000);
    return days === 0 ? 'today' : days === -1 ? 'yesterday' : days === 1 ? 'tomorrow' : otherwise;
  };
  const short = date => part(date, { dateStyle: 'medium' });
  const plain = date => part(date, { dateStyle: 'long' });
  const long = date => part(date, { dateStyle: 'full' });
  const ago = date => {
    const seconds = Math.round((date - Date.now()) / 1000);
    const [unit, length] = [['day', 86400], ['hour', 3600], ['minute', 60], ['second', 1]].find(([, size]) => Math.abs(seconds) >= size) ?? ['second', 1];
    return new Intl.RelativeTimeFormat('en').format(Math.round(seconds / length), unit);
  };
  const words = {
    time: date => part(date, { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' }),
    time_secs: date => part(date, { hour: '2-digit', minute: '2-digit', second: '2-digit', hourCycle: 'h23' }),
    date_num: date => new Intl.DateTimeFormat('sv').format(date),
    date: plain,
    date_short: short,
    date_long: long,
    date_pretty: date => pretty(date, plain(date)),
    date_short_pretty: date => pretty(date, short(date)),
    date_long_pretty: date => pretty(date, long(date)),
    ago,
  };

  const capital = text => text.charAt(0).toUpperCase() + text.slice(1);

  return node => {
    for (const time of node.querySelectorAll('time[data-format]')) {
      const date = new Date(time.dateTime);
      const text = time.dataset.format.replace(/\{(\w+)\}/g, (token, name) => words[name]?.(date) ?? token);
      time.textContent = time.dataset.format.includes('pretty') && !time.previousSibling ? capital(text) : text;
      time.title = date.toString();
    }
  };
})();
