player.onChat("square", function () {
    for (let i = 0; i < 4; i++) {
        agent.move(FORWARD, 3)
        agent.turn(RIGHT_TURN)
    }
    while (!(agent.detect(AgentDetection.Block, FORWARD))) {
        agent.move(BACK, 1)
    }
    blocks.place(GRASS, pos(0, 0, 0))
    player.say("done")
})
