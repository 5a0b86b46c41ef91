// The slider over the days of a line that moves.

const PACE = 1500;  // ms; from day to day

class Days {
  constructor() {
    this.onTurn = () => {};  // called when another day is shown
    this.timer = null;
    for (const id of ['play', 'earlier', 'later']) this[id] = document.getElementById(id);
    this.slider = document.getElementById('day');
    this.slider.addEventListener('input', () => this.show(false));
    this.connect(this.earlier, -1);
    this.connect(this.later, 1);
    this.play.addEventListener('click', () => this.timer ? this.rest() : this.start());
    for (const use of ['pointerdown', 'keydown', 'input', 'click'])
      document.addEventListener(use, ({target}) => this.play.contains(target) || this.rest(), true);
    document.addEventListener('visibilitychange', () => { if (document.hidden) this.rest(); });
    document.getElementById('map').setAttribute('aria-describedby', 'description day-now help');
    this.tell();
  }

  connect(button, step) {
    button.addEventListener('click', () => {
      this.to(this.index() + step);
      if (button.disabled) this.slider.focus();  // a disabled button keeps no focus
    });
  }

  index() { return Number(this.slider.value); }

  to(index) {
    this.slider.value = String(index);
    this.show(true);
  }

  /** A slider tells its date by itself; what buttons do has to be announced. */
  show(dated) {
    turnTo(this.index());
    this.onTurn();
    this.tell();
    const {words: name, figures} = today;
    document.getElementById('announcement').textContent =
        dated ? words('sentence', {name, facts: figures}) : figures;
  }

  tell() {
    const date = document.getElementById('day-date');
    date.dateTime = today.date;
    date.textContent = today.words;
    document.getElementById('day-figures').textContent = today.figures;
    this.slider.setAttribute('aria-valuetext', today.words);
    this.earlier.disabled = this.index() === 0;
    this.later.disabled = this.index() === data.days.length - 1;
  }

  /** From the beginning, if the last day is shown; rests there. */
  start() {
    const last = data.days.length - 1;
    if (this.index() === last) this.to(0);
    this.mark(true);
    this.timer = setInterval(() => {
      this.to(this.index() + 1);
      if (this.index() === last) this.rest();
    }, PACE);
  }

  rest() {
    clearInterval(this.timer);
    this.timer = null;
    this.mark(false);
  }

  mark(playing) {
    this.play.setAttribute('aria-label', words(playing ? 'pause' : 'play'));
    document.getElementById('days').classList.toggle('playing', playing);
  }
}
