// The slider over the days of a line that moves.

const PACE = 1500;  // ms; from day to day

/** turn(index) is called with each day that is chosen. */
class Days {
  constructor(turn) {
    this.turn = turn;
    this.slider = document.getElementById('day');
    this.timer = null;
    this.slider.addEventListener('input', () => { this.rest(); this.show(false); });
    this.connect('earlier', -1);
    this.connect('later', 1);
    document.getElementById('play').addEventListener('click', () => this.timer ? this.rest() : this.play());
    document.addEventListener('visibilitychange', () => { if (document.hidden) this.rest(); });
    this.tell();
  }

  connect(id, step) {
    const button = document.getElementById(id);
    button.addEventListener('click', () => {
      this.rest();
      this.to(this.index() + step);
      if (button.disabled) this.slider.focus();  // a disabled button keeps no focus
    });
  }

  index() { return Number(this.slider.value); }

  to(index) {
    this.slider.value = String(index);
    this.show(true);
  }

  /** A slider tells its value by itself; what buttons do has to be announced. */
  show(announced) {
    this.turn(this.index());
    this.tell();
    const {words: name, figures} = today;
    document.getElementById('announcement').textContent =
        announced ? words('sentence', {name, facts: figures}) : '';
  }

  tell() {
    const date = document.getElementById('day-date');
    date.dateTime = today.date;
    date.textContent = today.words;
    document.getElementById('day-figures').textContent = today.figures;
    this.slider.setAttribute('aria-valuetext', today.words);
    document.getElementById('earlier').disabled = this.index() === 0;
    document.getElementById('later').disabled = this.index() === data.days.length - 1;
  }

  /** From the beginning, if the last day is shown; stops there. */
  play() {
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
    document.getElementById('play').setAttribute('aria-label', words(playing ? 'pause' : 'play'));
    document.getElementById('days').classList.toggle('playing', playing);
  }
}
