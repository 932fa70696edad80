// @highlight
let steps = 0
let names: string[] = ["Luz", "Ana"]
const greeting = `Hello ${names[0]}, ${1 + 2}!`
function hop (far: number, high?: number): number {
    for (let index = 0; index < far; index++) {
        basic.showIcon(IconNames.Heart)
        basic.pause(1500)
    }
    return far * 2
}
input.onButtonPressed(Button.AB, () => {
    steps += 1
    if (steps > 10 && !(input.buttonIsPressed(Button.A))) {
        basic.showNumber(steps)
    } else if (steps == 5 || steps === 6) {
        basic.showString("half" + "way " + steps)
    } else {
        hop(steps % 3, 1); music.playTone(262, music.beat(BeatFraction.Whole))
    }
})
input.onGesture(Gesture.Shake, function () {
    names.push("Tomás"); names.removeAt(0)
    for (let i = 10; i >= 0; i -= 5) { steps = randint(i, Math.max(i, 20)) }
    for (let name of names) {
        radio.sendString(name)
        basic.pause(1000 * steps)
    }
    while (true) {
        led.plot(2, steps)
        if (steps < 0) break
        steps--
    }
})
loops.everyInterval(500, function () {
    basic.showLeds(`
        . # .
        # . #
        `)
    mySprite.x = 5
    wheels.drive(steps, "fast")
})
basic.forever(function () {
    basic.showString(steps > 3 ? greeting : names[names.length - 1])
})
